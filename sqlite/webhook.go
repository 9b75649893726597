package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"heed/collector/core"
)

func (b *builder) delivery(d core.Delivery) error {
	b.add("delivery.Insert", d.ID, d.Site, d.Webhook, d.Event, millis(d.Made), millis(d.Began), millis(d.Due), string(d.Payload), core.MaxWaiting, d.Group, core.MaxOfGroup)
	b.add("webhook.Shed", d.ID, d.Site, d.Webhook)
	return nil
}

func scanDelivery(scan scanner) (l listed[core.Delivery], err error) {
	d := &l.item
	var payload string
	err = scan(&l.seq, &d.ID, &d.Site, &d.Webhook, &d.Event, timeIn{&d.Made}, textIn[core.DeliveryState]{&d.State}, &d.Attempts,
		timeIn{&d.Began}, timeIn{&d.Due}, timeOrNilIn{&d.Tried}, &d.Reason, &payload)
	d.Payload, l.at = json.RawMessage(payload), millis(d.Made)
	return l, err
}

// Delivery implements core.Webhooks.
func (s *Store) Delivery(ctx context.Context, id string) (core.Delivery, error) {
	l, err := one(ctx, s.lookups, "delivery.Get", []any{id}, scanDelivery)
	return l.item, orNotFound(err, unknownDelivery(id).Code, "%s", unknownDelivery(id).Message)
}

func unknownDelivery(id string) *core.Error {
	return core.Errorf(core.NotFound, "unknown_delivery", "There is no delivery %q; those of some days ago are deleted.", id)
}

// ListDeliveries implements core.Webhooks.
func (s *Store) ListDeliveries(ctx context.Context, q core.Query) ([]core.Delivery, string, error) {
	return listOf(ctx, s, "delivery.List", q, scanDelivery)
}

// Waiting implements core.Webhooks.
func (s *Store) Waiting(ctx context.Context, site, webhook string, n int) ([]core.Delivery, error) {
	return all(ctx, s.lookups, "delivery.Waiting", []any{site, webhook, n}, func(scan scanner) (core.Delivery, error) {
		l, err := scanDelivery(scan)
		return l.item, err
	})
}

// SaveAttempt implements core.Webhooks.
func (s *Store) SaveAttempt(ctx context.Context, d core.Delivery, w core.WebhookState) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return runSteps(tx, []statement{
			{s.queries.get("delivery.Attempt"), []any{d.ID, string(d.State), d.Attempts, millis(d.Due), millisOrNull(d.Tried), d.Reason},
				unknownDelivery(d.ID)},
			{s.queries.get("webhook.Fare"), []any{d.Site, d.Webhook, millisOrNull(w.FailingSince), millisOrNull(w.Disabled), w.DisabledWhy}, nil},
		})
	})
}

// Requeue implements core.Webhooks.
func (s *Store) Requeue(ctx context.Context, id string, now time.Time) error {
	return s.mustChange(ctx, unknownDelivery(id), "delivery.Requeue", id, millis(now))
}

// pruneSize is how many rows one transaction deletes, so that what else is to be written does not wait for long.
const pruneSize = 2000

// PruneDeliveries implements core.Webhooks.
func (s *Store) PruneDeliveries(ctx context.Context, before time.Time) (pruned int, err error) {
	for {
		var deleted int64
		err := s.writer.do(ctx, func(tx *sql.Tx) error {
			res, err := tx.Exec(s.queries.get("delivery.Prune"), ceilMillis(before), pruneSize)
			if err != nil {
				return err
			}
			deleted, err = res.RowsAffected()
			return err
		})
		if err != nil {
			return pruned, err // and leaves deleted alone: the job may still run when ctx has ended
		}
		if pruned += int(deleted); deleted < pruneSize {
			return pruned, nil
		}
	}
}

// WebhookState implements core.Webhooks.
func (s *Store) WebhookState(ctx context.Context, site, webhook string) (core.WebhookState, error) {
	w, err := one(ctx, s.lookups, "webhook.State", []any{site, webhook}, func(scan scanner) (w core.WebhookState, err error) {
		err = scan(&w.Site, &w.Webhook, timeOrNilIn{&w.FailingSince}, timeOrNilIn{&w.Disabled}, &w.DisabledWhy, &w.Shed,
			timeOrNilIn{&w.Rotated}, &w.Salt, &w.Old, timeOrNilIn{&w.OldUntil})
		return w, err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return core.WebhookState{Site: site, Webhook: webhook}, nil
	}
	return w, err
}

// SaveSalts implements core.Webhooks.
func (s *Store) SaveSalts(ctx context.Context, site, webhook string, salts core.Salts, rotated time.Time) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return execute(tx, s.queries.get("webhook.Salts"), site, webhook, salts.Salt, salts.Old, millisOrNull(salts.OldUntil), millis(rotated))
	})
}

// EnableWebhook implements core.Webhooks.
func (s *Store) EnableWebhook(ctx context.Context, site, webhook string) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error { return execute(tx, s.queries.get("webhook.Enable"), site, webhook) })
}
