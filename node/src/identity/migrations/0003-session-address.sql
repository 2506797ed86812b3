-- Ending all sessions of an account finds them by it.
create index session_address on identity.session (address);
