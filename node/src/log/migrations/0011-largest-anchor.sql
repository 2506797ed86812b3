-- A proof names the largest anchored checkpoint over its entry, on another network before this node's own.
create index anchor_largest on log.anchor (origin, founder, (network = 'own'), size desc, block);
