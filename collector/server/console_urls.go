package server

import (
	"net/url"
	"strings"
)

// Addresses of single things. Ids come from pages, so each part is escaped.

func decisionURL(id string) string     { return "/console/decisions/" + url.PathEscape(id) }
func conversationURL(id string) string { return "/console/conversations/" + url.PathEscape(id) }

func visitorURL(site, id string) string {
	return "/console/visitors/" + url.PathEscape(site) + "/" + url.PathEscape(id)
}

// responseURL keeps the slash between decision and survey.
func responseURL(id string) string {
	decision, survey, _ := strings.Cut(id, "/")
	return "/console/responses/" + url.PathEscape(decision) + "/" + url.PathEscape(survey)
}

func interceptURL(site, name string) string {
	return "/console/intercepts/" + url.PathEscape(site) + "/" + url.PathEscape(name)
}

func surveyURL(site, name string) string {
	return "/console/surveys/" + url.PathEscape(site) + "/" + url.PathEscape(name)
}

// query builds "?a=b&c=d" of the pairs that have a value, or "".
func query(pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}
