-- The sign-in that the session rests on in which something was asked; what was signed by itself has none.
alter table consent.receipt add column sign_in text;
