package server

import (
	"net"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"heed/collector/core"
)

// metrics answers Prometheus: to a direct connection from this machine, or to a token.
func (s *Server) metrics(c echo.Context) error {
	if !fromLoopback(c.Request()) && !principal(c).May(core.CanRead) {
		return errLocalOnly
	}
	s.metricsHandler().ServeHTTP(c.Response(), c.Request())
	return nil
}

// fromLoopback looks at the connection itself and believes no header; a proxied request is somebody else's.
func fromLoopback(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback() && r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == ""
}

// metricsHandler reads the counters where they are kept; there is no second copy of them, and no global registry.
func (s *Server) metricsHandler() http.Handler {
	n := s.Ingest.Counts
	r := prometheus.NewRegistry()
	counter := func(name, help string, read func() int64) {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(read()) }))
	}
	counter("heed_items_received_total", "Items that pages sent.", n.Received.Load)
	counter("heed_items_accepted_total", "Items that are durable and were acknowledged.", n.Accepted.Load)
	counter("heed_items_rejected_total", "Items refused for good, with a reason.", n.Rejected.Load)
	counter("heed_items_shed_total", "Items not taken for now; the page keeps them.", n.Shed.Load)
	counter("heed_items_lost_total", "Items that pages gave up because their outbox was full.", n.Lost.Load)
	counter("heed_acts_total", "Actions that pages were told to take.", n.Acts.Load)
	for engine, read := range map[string]func() int64{
		core.EngineWasm: n.Wasm.Load, core.EngineJS: n.Script.Load, core.EngineNone: n.Nothing.Load,
	} {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "heed_visits_total", Help: "Visits, by what runs the agent in the page.", ConstLabels: prometheus.Labels{"engine": engine},
		}, func() float64 { return float64(read()) }))
	}
	r.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "heed_connections", Help: "Pages connected by socket."},
			func() float64 { return float64(s.Hub.Connected()) }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return promhttp.HandlerFor(r, promhttp.HandlerOpts{})
}
