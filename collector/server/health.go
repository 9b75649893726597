package server

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// home leads people to the console.
func (s *Server) home(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/console") }

// healthz says that the process is alive, and nothing about its disk.
func (s *Server) healthz(c echo.Context) error {
	return c.JSON(http.StatusOK, map[string]string{"status": "alive", "version": s.Version})
}

// readyWait is how long a commit may take before the collector is not ready.
const readyWait = 5 * time.Second

// readyz says whether the collector can commit, by committing.
func (s *Server) readyz(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), readyWait)
	defer cancel()
	if err := s.Store.Ready(ctx); err != nil {
		s.Log.Error("not ready", "err", err)
		return c.JSON(http.StatusServiceUnavailable, problem{
			Type: "about:blank", Title: "Not ready", Status: http.StatusServiceUnavailable, Code: "not_ready",
			Detail: "The collector cannot commit; see its log, and the space left on its disk.",
		})
	}
	return c.JSON(http.StatusOK, map[string]string{"status": "ready"})
}

// demo hands a request on to the demo shop.
func (s *Server) demo(c echo.Context) error {
	r := c.Request().WithContext(context.WithValue(c.Request().Context(), nonceContext{}, nonce(c)))
	s.Demo.ServeHTTP(c.Response(), r)
	return nil
}

type nonceContext struct{}

// Nonce is the nonce of the answer to r, for handlers that are not echo's.
func Nonce(r *http.Request) string {
	n, _ := r.Context().Value(nonceContext{}).(string)
	return n
}

var errLocalOnly = core.Errorf(core.Forbidden, "local_only",
	"Metrics are given on loopback, or to an API token with the scope read.")
