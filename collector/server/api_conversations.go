package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// conversationView is a conversation with its messages, oldest first.
type conversationView struct {
	core.Conversation
	Messages []core.Message `json:"messages"`
}

func (s *Server) apiConversation(c echo.Context) error {
	ctx := c.Request().Context()
	one, err := s.Store.Conversation(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	messages, err := s.Store.Messages(ctx, one.ID)
	if err != nil {
		return err
	}
	if messages == nil {
		messages = []core.Message{}
	}
	return c.JSON(http.StatusOK, conversationView{Conversation: one, Messages: messages})
}

// maxReply is the largest body of a reply, in bytes; chat bounds the text itself.
const maxReply = 64 << 10

type replyBody struct {
	Text string `json:"text"`
}

// apiReply writes to the visitor as an operator.
func (s *Server) apiReply(c echo.Context) error {
	var in replyBody
	if err := readJSON(c, maxReply, &in); err != nil {
		return err
	}
	m, err := s.Chat.Reply(c.Request().Context(), principal(c), c.Param("id"), in.Text)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, m)
}

func (s *Server) apiClose(c echo.Context) error {
	if err := s.Chat.Close(c.Request().Context(), principal(c), c.Param("id")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
