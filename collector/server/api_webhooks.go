package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/notify"
)

// webhookView is a webhook as the API shows it. Its URL, which is often all that one needs to write there, is for admins.
type webhookView struct{ notify.Standing }

func viewWebhook(c echo.Context, s notify.Standing) webhookView {
	if !principal(c).May(core.CanAdmin) {
		s.URL = ""
	}
	return webhookView{s}
}

func (s *Server) apiWebhooks(c echo.Context) error {
	list, err := s.Notify.List(c.Request().Context(), c.QueryParam("site"))
	if err != nil {
		return err
	}
	views := make([]webhookView, len(list))
	for i, one := range list {
		views[i] = viewWebhook(c, one)
	}
	return answerPage(c, views, func(v webhookView) string { return keyOf(v.Site, v.Name) })
}

func (s *Server) apiWebhook(c echo.Context) error {
	one, err := s.Notify.Get(c.Request().Context(), c.QueryParam("site"), c.Param("name"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, viewWebhook(c, one))
}

// apiDeliveries answers what a webhook was told: ?site=&event=&state=&since=&until=&limit=&after=.
func (s *Server) apiDeliveries(c echo.Context) error {
	q, err := readQuery(c)
	if err != nil {
		return err
	}
	q.Name, q.Kind, q.Outcome = c.Param("name"), c.QueryParam("event"), c.QueryParam("state")
	if err := choose("state", q.Outcome, core.DeliveryWaiting, core.DeliverySent, core.DeliveryDead); err != nil {
		return err
	}
	items, next, err := s.Notify.Deliveries(c.Request().Context(), q)
	if err != nil {
		return err
	}
	return answerList(c, items, next)
}

// apiTestWebhook queues a test. What became of it is read from the delivery that it answers.
func (s *Server) apiTestWebhook(c echo.Context) error {
	d, err := s.Notify.Test(c.Request().Context(), c.QueryParam("site"), c.Param("name"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusAccepted, d)
}

func (s *Server) apiRetry(c echo.Context) error {
	d, err := s.Notify.Retry(c.Request().Context(), c.QueryParam("site"), c.Param("name"), c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusAccepted, d)
}

// apiRotate makes a new secret and answers it, which nothing else ever does.
func (s *Server) apiRotate(c echo.Context) error {
	made, err := s.Notify.Rotate(c.Request().Context(), c.QueryParam("site"), c.Param("name"))
	if err != nil {
		return err
	}
	detail(c, "the secret before signs too until %s", iso(made.OldUntil))
	return c.JSON(http.StatusOK, made)
}

func (s *Server) apiEnable(c echo.Context) error {
	if err := s.Notify.Enable(c.Request().Context(), c.QueryParam("site"), c.Param("name")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
