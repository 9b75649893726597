// Package outgoing is the one way by which the collector calls an address that somebody has written down. Such an address can be made to
// lead anywhere: to this machine, its network, or a cloud's metadata, by its spelling, by DNS, or by a redirect. So what counts is the
// address that is really connected to, checked when the connection is made: each of them, whatever the name said a moment ago.
//
// Redirects are not followed, proxy variables are not read, connections are not kept, and an answer is read only so far. A private address
// is called only when the one who runs the collector has named its network.
package outgoing

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Bounds of a call. A receiver gets time to do its work: the Standard Webhooks specification recommends 15 to 30 s.
const (
	DefaultTimeout = 15 * time.Second
	dialTimeout    = 5 * time.Second
	maxHeader      = 16 << 10
)

// ErrTarget is the reason of a call to an address that may not be called.
var ErrTarget = errors.New("this address may not be called")

// Options are what a Client is made of. The zero value calls public addresses only.
type Options struct {
	// Allowed are networks that may be called although they are not public, and by plain http.
	Allowed []netip.Prefix
	// Timeout bounds a call as a whole; DefaultTimeout when zero.
	Timeout time.Duration
	// Resolver finds addresses; the machine's when nil.
	Resolver *net.Resolver
	// TLS holds other roots to trust, for tests; the machine's when nil.
	TLS *tls.Config
}

// Client calls. It may be used from any goroutine.
type Client struct {
	secure, plain *http.Client
	allowed       []netip.Prefix
}

// New makes a Client.
func New(o Options) *Client {
	return &Client{
		allowed: o.Allowed,
		secure:  o.client(func(a netip.Addr) bool { return public(a) || within(o.Allowed, a) }),
		plain:   o.client(func(a netip.Addr) bool { return within(o.Allowed, a) }), // what everybody on the way can read stays at home
	}
}

func (o Options) client(may func(netip.Addr) bool) *http.Client {
	dialer := &net.Dialer{Timeout: dialTimeout, Resolver: o.Resolver, ControlContext: control(may)}
	timeout := o.Timeout
	if timeout == 0 {
		timeout = DefaultTimeout
	}
	return &http.Client{
		Timeout: timeout,
		// Proxy is nil: no variable of the environment sends a call elsewhere.
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSClientConfig: o.TLS, TLSHandshakeTimeout: dialTimeout, DisableKeepAlives: true,
			DisableCompression: true, MaxResponseHeaderBytes: maxHeader,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// control refuses a connection just before it is made. The address is the resolved one.
func control(may func(netip.Addr) bool) func(context.Context, string, string, syscall.RawConn) error {
	return func(_ context.Context, network, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !may(at.Addr().Unmap().WithZone("")) {
			return fmt.Errorf("%s %s: %w", network, address, ErrTarget)
		}
		return nil
	}
}

// Do sends a request and gives the answer's head; whoever calls closes the body. An error that is ErrTarget says that the address may not
// be called.
func (c *Client) Do(r *http.Request) (*http.Response, error) {
	if err := CheckURL(r.URL.String()); err != nil {
		return nil, fmt.Errorf("%w: it %v", ErrTarget, err)
	}
	if r.URL.Scheme == "https" {
		return c.secure.Do(r)
	}
	return c.plain.Do(r)
}
