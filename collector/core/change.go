package core

// Change is everything that one arrival leads to. It is written in one transaction, whole or not at all.
//
// All of it is idempotent: a Signal, Event, Answer, Message or Delivery whose id is known is left as it is, a Report that has been made
// is not made again, so a Change may be committed twice.
type Change struct {
	Signals       []Signal
	Decisions     []Decision
	Visitors      []Visitor // the whole row; the latest wins
	Returns       []Return
	Events        []Event
	Reports       []Report
	Responses     []ResponseChange
	Conversations []Conversation // inserted, or its Status changed; Last and Waiting are derived from the messages
	Messages      []Message
	Deliveries    []Delivery // queued for their webhooks
}

// ResponseChange adds answers to a response. The response is begun when it does not exist; Done is kept once true.
type ResponseChange struct {
	Response Response // with Answers being the new ones only
	// Quota is how many responses to the survey may be begun, testers' not counted; 0 for no bound. A change that would begin one more fails
	// with SurveyClosed, however many come at once.
	Quota int
}

// Empty reports whether there is nothing to write.
func (c Change) Empty() bool {
	return len(c.Signals)+len(c.Decisions)+len(c.Visitors)+len(c.Returns)+len(c.Events)+len(c.Reports)+
		len(c.Responses)+len(c.Conversations)+len(c.Messages)+len(c.Deliveries) == 0
}
