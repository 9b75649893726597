-- Who was on a site lately: the question is asked of a day, not of all visitors there have ever been.

CREATE INDEX visitors_last ON visitors (site, last);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('visitors', 'visitors_last', '1000000 100000 1');
