package server

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// maxLanguages bounds how many languages of a request are looked at; browsers send a handful.
const maxLanguages = 20

// languages are those that a visitor reads, the favourite first: ?lang=, then Accept-Language by its weights, RFC 9110 section 12.5.4.
func languages(r *http.Request) []string {
	type weighed struct {
		tag    string
		weight float64
	}
	var accepted []weighed
	for i, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		if i == maxLanguages {
			break
		}
		tag, parameter, _ := strings.Cut(strings.TrimSpace(part), ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(parameter), "q="); ok {
			var err error
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				continue
			}
		}
		if tag = strings.TrimSpace(tag); tag != "" && tag != "*" && weight > 0 {
			accepted = append(accepted, weighed{tag, weight})
		}
	}
	slices.SortStableFunc(accepted, func(a, b weighed) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	var tags []string
	if asked := r.URL.Query().Get("lang"); asked != "" {
		tags = append(tags, asked)
	}
	for _, a := range accepted {
		tags = append(tags, a.tag)
	}
	return tags
}
