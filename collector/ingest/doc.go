// Package ingest is where pages come in: over a WebSocket (client.go, hub.go) or, where that is blocked or the page is leaving,
// over HTTP (batch.go). Both lead to one Service (service.go), which walks each item forwards:
//
//	door.go      may this page speak for this site?
//	limits.go    is it not too much?
//	wire.go      the frames of the public contract, decoded strictly
//	item.go      is what it says possible?
//	visits.go    the visitor's state, in memory while they are here, one lock each
//	take.go      what each type of item leads to, through the use cases that app passes in (Cases)
//
// and then commits, and only then acknowledges. What was received is accepted, rejected with a reason, or shed, and each is counted:
// received = accepted + rejected + shed.
package ingest
