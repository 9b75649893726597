package outgoing

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestPublic(t *testing.T) {
	for text, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "172.15.255.255": true, "172.32.0.1": true, "192.167.1.1": true, "100.63.255.255": true, "100.128.0.1": true,
		"2606:4700::1111": true, "2a00::1": true,
		"127.0.0.1": false, "127.255.255.254": false, "10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.0.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "100.127.255.255": false, "0.0.0.0": false, "0.1.2.3": false, "192.0.0.8": false,
		"192.0.2.1": false, "198.18.0.1": false, "198.19.255.255": false, "198.51.100.7": false, "203.0.113.7": false, "192.88.99.1": false,
		"224.0.0.1": false, "239.255.255.255": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "fe80::1": false, "fc00::1": false, "fd00:ec2::254": false, "ff02::1": false, "64:ff9b::7f00:1": false,
		"64:ff9b:1::a00:1": false, "2002:7f00:1::": false, "2001::1": false, "2001:db8::1": false, "3fff::1": false, "::ffff:0:0": false,
		"100::1": false, "5f00::1": false, "::127.0.0.1": false,
	} {
		if got := public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s is public: %v, want %v", text, got, want)
		}
	}
}

func TestCheckURL(t *testing.T) {
	for _, good := range []string{
		"https://hooks.example.com/services/T0/B0/x", "https://crm.example", "https://crm.example:8443/in?a=b", "http://crm.internal/in", "https://10.0.0.1/in",
		"http://127.0.0.1:9000/", "http://[::1]:9000/", "https://xn--mnchen-3ya.example/", "https://a_b.example./x", "https://8.8.8.8/", "https://1e100.example/",
	} {
		if err := CheckURL(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for bad, words := range map[string]string{
		"": "must begin", "crm.example": "must begin", "ftp://crm.example": "must begin", "file:///etc/passwd": "must begin", "gopher://a:70/_x": "must begin",
		"unix:///var/run/docker.sock": "must begin", "//crm.example/": "must begin", "javascript:alert(1)": "must begin",
		"https://": "names no host", "https:///x": "names no host", "https://a..b/": "names no host", "https://-%20/": "is not an address",
		"https://user:pass@crm.example/": "a name or password", "https://crm.example@127.0.0.1/": "a name or password",
		"https://crm.example/#part": "behind #", "https://crm.example/#": "behind #",
		"http://8.8.8.8/": "everybody on the way", "http://[2606:4700::1111]/": "everybody on the way", "http://[::ffff:8.8.8.8]/": "everybody on the way",
		"http://0177.0.0.1/": "unusual", "http://2130706433/": "unusual", "http://0x7f.1/": "unusual", "http://127.1/": "unusual", "http://0x7f000001/": "unusual",
		"http://127.0.0.1./": "unusual", "http://017700000001/": "unusual", "http://1.2.3.4.5/": "unusual", "https://a.0x/": "unusual",
		"http://①②⑦.0.0.1/": "plain letters", "https://crm.example/a b": "is not an address", "https://münchen.example/": "plain letters",
		"https://crm.example:22/": "the port 22", "https://crm.example:25/": "the port 25", "http://10.0.0.1:6379/": "the port 6379",
		"https://crm.example:11211/": "the port", "https://crm.example:99999/": "the port", "https://crm.example:0/": "the port",
		"https://[fe80::1%25eth0]/\n": "is not an address", "https://" + strings.Repeat("a", 2000): "is longer",
	} {
		if err := CheckURL(bad); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v, want …%s…", bad, err, words)
		}
	}
}

// TestCheckURLOfAClient: an address in the text is refused when it would not be called, and named networks are not.
func TestCheckURLOfAClient(t *testing.T) {
	for _, row := range []struct{ url, allowed, refused string }{
		{"https://127.0.0.1/in", "", "leads to 127.0.0.1"}, {"http://127.0.0.1:9000/in", "", "--webhook-targets"},
		{"https://10.1.2.3/in", "", "leads to 10.1.2.3"}, {"https://169.254.169.254/", "", "leads to"}, {"https://[::1]/", "", "leads to ::1"},
		{"https://[::ffff:10.1.2.3]/", "", "leads to"}, {"https://[fd00::1]/", "", "leads to"}, {"https://10.2.0.1/", "10.1.0.0/16", "leads to 10.2.0.1"},
		{"http://10.1.2.3/in", "10.1.0.0/16", ""}, {"https://[::ffff:10.1.2.3]/", "10.1.0.0/16", ""}, {"http://[::1]:9000/", "::1", ""},
		{"https://8.8.8.8/", "", ""}, {"https://crm.example/", "", ""}, {"https://localhost/", "", ""}, {"ftp://crm.example", "", "must begin"},
	} {
		var o Options
		if row.allowed != "" {
			var err error
			if o.Allowed, err = ParseTargets([]string{row.allowed}); err != nil {
				t.Fatal(err)
			}
		}
		err := New(o).CheckURL(row.url)
		if (err == nil) != (row.refused == "") || err != nil && !strings.Contains(err.Error(), row.refused) {
			t.Errorf("%s with %q: %v, want %q", row.url, row.allowed, err, row.refused)
		}
	}
}

func TestParseTargets(t *testing.T) {
	list, err := ParseTargets([]string{"10.1.2.3/8", "::1", "192.168.1.7"})
	if err != nil || len(list) != 3 || list[0].String() != "10.0.0.0/8" || list[1].String() != "::1/128" || list[2].String() != "192.168.1.7/32" {
		t.Errorf("%v, %v", list, err)
	}
	for _, bad := range []string{"", "localhost", "10.0.0.0/33", "fe80::1%eth0", "::ffff:10.0.0.1", "::ffff:10.0.0.0/104"} {
		if _, err := ParseTargets([]string{bad}); err == nil {
			t.Errorf("%q is a target", bad)
		}
	}
}

// receiver counts who comes.
type receiver struct {
	*httptest.Server
	hits atomic.Int32
}

func serve(t *testing.T, start func(http.Handler) *httptest.Server, handle http.HandlerFunc) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = start(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.hits.Add(1)
		if handle != nil {
			handle(w, q)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// port is where a receiver listens, as it stands behind a host.
func (r *receiver) port() string { return r.URL[strings.LastIndexByte(r.URL, ':'):] }

func post(t *testing.T, c *Client, address string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := c.Do(r)
	if err == nil {
		t.Cleanup(func() { answer.Body.Close() })
	}
	return answer, err
}

func allowing(texts ...string) Options {
	list, err := ParseTargets(texts)
	if err != nil {
		panic(err)
	}
	return Options{Allowed: list}
}

// TestPrivateIsNotCalled: a receiver on this machine, named in every way there is, is not called by a client that was not told that it may.
func TestPrivateIsNotCalled(t *testing.T) {
	r := serve(t, httptest.NewTLSServer, nil)
	trusted := r.Client().Transport.(*http.Transport).TLSClientConfig
	o := Options{TLS: trusted, Resolver: dns(t, "127.0.0.1")}
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "evil.test", "2130706433", "0x7f.1", "127.1",
		"169.254.169.254", "10.0.0.1", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[fe80::1%25lo]"} {
		for _, scheme := range []string{"https://", "http://"} {
			if answer, err := post(t, New(o), scheme+host+r.port()); !errors.Is(err, ErrTarget) {
				t.Errorf("%s%s: %v, %v", scheme, host, answer, err)
			}
		}
	}
	if n := r.hits.Load(); n > 0 {
		t.Errorf("called %d times", n)
	}
	o.Allowed = allowing("127.0.0.1").Allowed
	answer, err := post(t, New(o), "https://127.0.0.1"+r.port())
	if err != nil || answer.StatusCode != http.StatusOK || r.hits.Load() != 1 {
		t.Errorf("what is allowed: %v, called %d times", err, r.hits.Load())
	}
	o.TLS = &tls.Config{}
	if _, err := post(t, New(o), "https://127.0.0.1"+r.port()); err == nil || errors.Is(err, ErrTarget) || r.hits.Load() != 1 {
		t.Errorf("a certificate that nobody trusts: %v", err)
	}
}

// TestRebinding: a name that was fine when it was looked up first leads to this machine's other address later. Each connection is checked.
func TestRebinding(t *testing.T) {
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	r := serve(t, func(h http.Handler) *httptest.Server {
		s := &httptest.Server{Listener: l, Config: &http.Server{Handler: h}}
		s.Start()
		return s
	}, nil)
	o := allowing("127.0.0.2")
	o.Resolver = dns(t, "127.0.0.2", "127.0.0.1")
	c := New(o)
	if _, err := post(t, c, "http://rebound.test"+r.port()); err != nil || r.hits.Load() != 1 {
		t.Fatalf("the first time: %v, called %d times", err, r.hits.Load())
	}
	if _, err := post(t, c, "http://rebound.test"+r.port()); !errors.Is(err, ErrTarget) || r.hits.Load() != 1 {
		t.Errorf("the second time: %v, called %d times", err, r.hits.Load())
	}
}

// TestRedirectsAreNotFollowed, neither to a private address nor to any other.
func TestRedirectsAreNotFollowed(t *testing.T) {
	private := serve(t, httptest.NewServer, nil)
	r := serve(t, httptest.NewServer, func(w http.ResponseWriter, q *http.Request) {
		http.Redirect(w, q, "http://127.0.0.1"+private.port()+"/", http.StatusTemporaryRedirect)
	})
	answer, err := post(t, New(allowing("127.0.0.1")), r.URL)
	if err != nil || answer.StatusCode != http.StatusTemporaryRedirect || private.hits.Load() > 0 {
		t.Errorf("%v, %v, the other was called %d times", answer, err, private.hits.Load())
	}
}

// TestProxiesAreIgnored: no variable of the environment sends a call elsewhere. The standard library reads them once a process, so that
// setting one here would prove nothing.
func TestProxiesAreIgnored(t *testing.T) {
	c := New(Options{})
	for _, each := range []*http.Client{c.secure, c.plain} {
		if each.Transport.(*http.Transport).Proxy != nil {
			t.Error("there may be a proxy")
		}
	}
}

// TestSlowAndHuge: who answers slowly is left, and a head without end is not read.
func TestSlowAndHuge(t *testing.T) {
	ended := make(chan struct{})
	slow := serve(t, httptest.NewServer, func(_ http.ResponseWriter, q *http.Request) {
		_, _ = io.Copy(io.Discard, q.Body)
		<-q.Context().Done()
		close(ended)
	})
	o := allowing("127.0.0.1")
	o.Timeout = 50 * time.Millisecond
	if _, err := post(t, New(o), slow.URL); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a slow one: %v", err)
	}
	<-ended
	huge := serve(t, httptest.NewServer, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X", strings.Repeat("x", 2*maxHeader))
	})
	if _, err := post(t, New(allowing("127.0.0.1")), huge.URL); err == nil || huge.hits.Load() != 1 {
		t.Errorf("a huge head: %v", err)
	}
}

// dns is a resolver that asks a server of the test's own, which gives any name the addresses in turn, the last one from then on.
func dns(t *testing.T, addresses ...string) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		query := make([]byte, 512)
		for asked := 0; ; {
			n, from, err := server.ReadFrom(query)
			if err != nil {
				return
			}
			answer, isA := answerOf(query[:n], addresses[min(asked, len(addresses)-1)])
			if isA {
				asked++
			}
			_, _ = server.WriteTo(answer, from)
		}
	}()
	t.Cleanup(func() { server.Close(); <-done })
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

// answerOf answers a DNS query (RFC 1035, section 4) for an A record with one address, and any other with none.
func answerOf(query []byte, address string) (answer []byte, isA bool) {
	const head = 12
	end := head
	for query[end] != 0 {
		end += int(query[end]) + 1
	}
	isA = query[end+2] == 1
	end += 5 // the root, type and class
	answer = append([]byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, query[head:end]...)
	if isA {
		answer[7] = 1
		answer = append(answer, 0xc0, head, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
		ip := netip.MustParseAddr(address).As4()
		answer = append(answer, ip[:]...)
	}
	return answer, isA
}
