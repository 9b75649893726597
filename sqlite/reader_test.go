package sqlite

import (
	"context"
	"errors"
	"testing"
	"time"

	"heed/collector/core"
)

// TestPagesWaitForNoSearch: while people keep all connections busy that look through much, what pages and sign-ins wait for is answered.
func TestPagesWaitForNoSearch(t *testing.T) {
	s := open(t, t.TempDir(), Options{QueryTimeout: time.Second})
	for range s.searches.db.Stats().MaxOpenConnections {
		busy, err := s.searches.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = busy.Close() })
	}
	now := time.Now()
	ofAnn := core.Query{Site: "shop", Visitor: "ann"}
	for name, look := range map[string]func(context.Context) error{
		"visitor":            func(ctx context.Context) error { _, err := s.Visitor(ctx, "shop", "ann"); return err },
		"history":            func(ctx context.Context) error { _, err := s.History(ctx, "shop", "ann"); return err },
		"signal":             func(ctx context.Context) error { _, err := s.Signal(ctx, "x"); return err },
		"known signals":      func(ctx context.Context) error { _, err := s.KnownSignals(ctx, []string{"x"}); return err },
		"decision":           func(ctx context.Context) error { _, err := s.Decision(ctx, "x"); return err },
		"decision of signal": func(ctx context.Context) error { _, err := s.DecisionOfSignal(ctx, "x"); return err },
		"response":           func(ctx context.Context) error { _, err := s.Response(ctx, "x"); return err },
		"begun":              func(ctx context.Context) error { _, err := s.Begun(ctx, "shop", "nps"); return err },
		"conversation":       func(ctx context.Context) error { _, err := s.Conversation(ctx, "x"); return err },
		"open conversation":  func(ctx context.Context) error { _, err := s.OpenConversation(ctx, "shop", "ann", now); return err },
		"conversations":      func(ctx context.Context) error { _, _, err := s.ListConversations(ctx, ofAnn); return err },
		"messages":           func(ctx context.Context) error { _, err := s.Messages(ctx, "x"); return err },
		"version":            func(ctx context.Context) error { _, err := s.Version(ctx); return err },
		"configuration":      func(ctx context.Context) error { _, _, err := s.Current(ctx); return err },
		"sign-in":            func(ctx context.Context) error { _, err := s.SignIn(ctx, "x", now); return err },
		"token":              func(ctx context.Context) error { _, err := s.TokenByHash(ctx, "x"); return err },
		"user":               func(ctx context.Context) error { _, err := s.User(ctx, "x"); return err },
	} {
		if err := look(t.Context()); err != nil && !core.IsKind(err, core.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, _, err := s.ListSignals(t.Context(), core.Query{Site: "shop"})
	if e := (*core.Error)(nil); !errors.As(err, &e) || e.Code != "query_timeout" {
		t.Errorf("a search did not have to wait: %v", err)
	}
}
