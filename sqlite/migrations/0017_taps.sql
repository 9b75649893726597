-- What one site's taps are, the index of all answers by survey tells as well.
DROP INDEX responses_taps;
DELETE FROM sqlite_stat1 WHERE idx = 'responses_taps';
