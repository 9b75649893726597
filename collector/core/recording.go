package core

import (
	"context"
	"encoding/json"
	"time"
)

// Recordings gives a site's past in bulk, for a backtest. Rows come one after the other; what each is given it may keep, and an error
// of its ends the walk and is returned. A walk does not see one moment: rows that are stored meanwhile may come or not.
type Recordings interface {
	// CountSignals counts the signals of a site from since until before until.
	CountSignals(ctx context.Context, site string, since, until time.Time) (int, error)
	// EachSignal walks through them in the order of their times.
	EachSignal(ctx context.Context, site string, since, until time.Time, each func(Recorded) error) error
	// EachContact walks through the contacts of a site before until, one intercept after the other.
	EachContact(ctx context.Context, site string, until time.Time, each func(visitor string, c Contact) error) error
	// EachVisitor walks through the visitors of a site who were there since, as they are now, in no order.
	EachVisitor(ctx context.Context, site string, since time.Time, each func(RecordedVisitor) error) error
}

// Recorded is a signal as it was recorded, without Frustration, Muted and Until, which are another judgement when it is played again.
// Its Data is left out; JSON has it.
type Recorded struct {
	Signal

	JSON string // the data as JSON, "" without any
	// Decided: a decision was made on it, so the visitor had agreed to be shown something.
	Decided bool
}

// RecordedVisitor is a visitor as the store holds one. What is JSON there stays so until somebody asks: most are never asked for.
type RecordedVisitor struct {
	ID, User, Session string
	Visits            int
	First, Last       time.Time

	JSON string // of a Visitor, without what the other fields have
}

// Visitor reads all of it.
func (r *RecordedVisitor) Visitor(site string) (Visitor, error) {
	v := Visitor{Site: site, ID: r.ID, User: r.User, Session: r.Session, Visits: r.Visits, First: r.First, Last: r.Last}
	return v, json.Unmarshal([]byte(r.JSON), &v)
}
