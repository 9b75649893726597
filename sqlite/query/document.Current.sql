-- With max(), the other columns come from the row that has it (sqlite.org/lang_select.html, «bare columns»).
SELECT seq, kind, site, name, max(revision), author, at, body
FROM documents
GROUP BY kind, site, name
ORDER BY kind, site, name
