package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"heed/collector/core"
)

// When to send again. A pause is drawn from the whole of 0 to a longest that doubles («full jitter», Brooker, «Exponential Backoff And
// Jitter», AWS 2015), so that what failed together does not come back together. With these some 20 attempts fall into the day.
const (
	pauseFirst   = 15 * time.Second
	pauseLongest = 4 * time.Hour
	// restFirst and restLongest are the same for the webhook as a whole: many that wait do not each try one that is down.
	restFirst   = 2 * time.Second
	restLongest = 5 * time.Minute
	// pauseLeast keeps a draw near 0 from being no pause.
	pauseLeast = time.Second
	// pauseAsked bounds what a receiver asks for with Retry-After.
	pauseAsked = 6 * time.Hour
	// trying is how long one is tried.
	trying = 24 * time.Hour
	// patience is how long a webhook may fail altogether before it is disabled.
	patience = 3 * 24 * time.Hour
)

// maxAnswer is how much of an answer is read, in bytes, before the connection is closed. Nothing of it is kept.
const maxAnswer = 4 << 10

// unreachable is all that is told of a call that got no answer, whatever the cause: who may write down addresses must not learn from it what
// there is in the collector's network. The log has the cause.
const unreachable = "It could not be reached; the collector's log says why."

// verdict is what came of an attempt.
type verdict struct {
	reason string        // why it failed, in a sentence; "" when it was taken
	pause  time.Duration // that the receiver asked for
	gone   bool          // it wants no more, ever
}

// pause draws one after so many failures in a row.
func (s *Service) pause(failures int, first, longest time.Duration) time.Duration {
	const doublings = 20 // more would overflow
	return max(pauseLeast, s.Jitter(min(longest, first<<min(failures-1, doublings))))
}

// send makes one attempt.
func (s *Service) send(ctx context.Context, w core.Webhook, state core.WebhookState, d core.Delivery) verdict {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return verdict{reason: unreachable}
	}
	r, err := s.request(ctx, w, state, d)
	if err != nil {
		s.Log.Error("make the request of a webhook", "site", w.Site, "webhook", w.Name, "delivery", d.ID, "err", err)
		return verdict{reason: "It could not be put into words; the collector's log says why."}
	}
	answer, err := s.Call.Do(r)
	if err != nil {
		if ctx.Err() == nil {
			s.Log.Warn("a webhook could not be reached", "site", w.Site, "webhook", w.Name, "delivery", d.ID, "err", withoutURL(err))
		}
		return verdict{reason: unreachable}
	}
	_, _ = io.CopyN(io.Discard, answer.Body, maxAnswer) // the status has said all; reading on is a courtesy
	_ = answer.Body.Close()
	return s.judge(answer)
}

// request makes the signed request of one attempt.
func (s *Service) request(ctx context.Context, w core.Webhook, state core.WebhookState, d core.Delivery) (*http.Request, error) {
	body := []byte(d.Payload)
	if w.Format == core.FormatSlack {
		var err error
		if body, err = slack(d.Payload); err != nil {
			return nil, err
		}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(body))
	if err != nil {
		return nil, withoutURL(err)
	}
	now := s.Clock()
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Heed")
	r.Header.Set(headerID, d.ID)
	r.Header.Set(headerTimestamp, strconv.FormatInt(now.Unix(), 10))
	r.Header.Set(headerSignature, s.signatures(state, d.ID, now, body))
	return r, nil
}

// withoutURL keeps an address, which may be a secret, out of the log.
func withoutURL(err error) error {
	if e := (*url.Error)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// judge reads an answer's head. Of the status only the class is told, but for 410 and 429, which have a meaning of their own.
func (s *Service) judge(answer *http.Response) verdict {
	switch code := answer.StatusCode; {
	case code >= 200 && code < 300:
		return verdict{}
	case code == http.StatusGone:
		return verdict{reason: "It answered 410 Gone.", gone: true}
	case code == http.StatusTooManyRequests:
		return verdict{reason: "It answered 429 Too Many Requests.", pause: s.retryAfter(answer)}
	case code >= 300 && code < 400:
		return verdict{reason: "It answered 3xx; redirects are not followed, write the final address."}
	default:
		return verdict{reason: fmt.Sprintf("It answered %dxx.", code/100), pause: s.retryAfter(answer)}
	}
}

// retryAfter reads the pause that a receiver asks for, in seconds or as a date (RFC 9110, section 10.2.3).
func (s *Service) retryAfter(answer *http.Response) time.Duration {
	text := answer.Header.Get("Retry-After")
	if at, err := http.ParseTime(text); err == nil {
		return min(pauseAsked, max(0, at.Sub(s.Clock())))
	}
	seconds, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return 0
	}
	return min(pauseAsked, time.Duration(seconds)*time.Second)
}

// note stores what became of a delivery, and of its webhook.
func (s *Service) note(ctx context.Context, d core.Delivery, v verdict) error {
	state, err := s.Store.WebhookState(ctx, d.Site, d.Webhook)
	if err != nil {
		return err
	}
	now := s.Clock()
	d.Attempts++
	d.Tried, d.Reason = &now, v.reason
	switch {
	case v.reason == "":
		d.State, state.FailingSince = core.DeliverySent, nil
	case now.Sub(d.Began) >= trying:
		d.State = core.DeliveryDead
	default:
		d.Due = now.Add(max(v.pause, s.pause(d.Attempts, pauseFirst, pauseLongest)))
	}
	if v.reason != "" {
		disable(&state, v, now)
	}
	err = s.Store.SaveAttempt(ctx, d, state)
	if core.IsKind(err, core.NotFound) { // deleted while it was under way
		return nil
	}
	return err
}

// disable notes a failure of the webhook, and ends it when that is for good.
func disable(state *core.WebhookState, v verdict, now time.Time) {
	if state.FailingSince == nil {
		state.FailingSince = &now
	}
	switch {
	case state.Disabled != nil:
	case v.gone:
		state.Disabled, state.DisabledWhy = &now, "It answered 410 Gone: it wants to be told nothing more. Enable it when that was a mistake."
	case now.Sub(*state.FailingSince) >= patience:
		state.Disabled = &now
		state.DisabledWhy = "It has taken nothing since " + state.FailingSince.UTC().Format("2 January 2006, 15:04 UTC") +
			". Mend the receiver or the address, then enable it. The last attempt: " + v.reason
	}
}
