// Package sqlite is the store: one SQLite file in the data folder.
//
// What carries it:
//
//   - One goroutine writes, on one connection. It takes what is queued, at most groupSize changes, and commits that in one
//     transaction with synchronous=FULL: the callers share one fsync, no timer adds delay, and an answer follows the disk. A
//     change that fails in a group is rolled back to its savepoint when the group runs a second time, so it costs only itself.
//   - Changes are turned into statements in the caller's goroutine; the writer only binds and steps.
//   - Reads use a small pool of query_only connections. A read method sees one moment, and ends after Options.QueryTimeout:
//     a longer one would keep the write-ahead log from being reset.
//   - Other processes (the command line) open the same folder beside a serving collector; SQLite's own locks order the writers.
//   - Everything is idempotent by ids, which the schema keeps unique; see core.Change.
package sqlite
