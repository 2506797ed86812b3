-- What the token of the row's record commits to, as a receipt names it. Rows of before have none.
alter table records.hosted_entry add column commitment text;

-- Above consent, so that this slice may fill its column of what stands in force.
update consent.grant_record gr set commitment = v.commitment
from records.record r join records.version v on v.record = r.record and v.version = r.version
where gr.record = r.record and r.state = 'recorded';
