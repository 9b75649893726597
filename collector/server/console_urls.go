package server

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// Addresses of single things. Ids come from pages, so each part is escaped.

func decisionURL(id string) string     { return "/console/decisions/" + url.PathEscape(id) }
func conversationURL(id string) string { return "/console/conversations/" + url.PathEscape(id) }

func visitorURL(site, id string) string {
	return "/console/visitors/" + url.PathEscape(site) + "/" + url.PathEscape(id)
}

// SignInURL is where the secret of a one-time link signs in.
func SignInURL(publicURL, secret string) string { return publicURL + "/console/link/" + secret }

// responseURL keeps the slash between decision and survey.
func responseURL(id string) string {
	decision, survey, _ := strings.Cut(id, "/")
	return "/console/responses/" + url.PathEscape(decision) + "/" + url.PathEscape(survey)
}

func interceptURL(site, name string) string {
	return "/console/intercepts/" + url.PathEscape(site) + "/" + url.PathEscape(name)
}

func siteURL(name string) string { return "/console/sites/" + url.PathEscape(name) }

// placeURL is where a site says where its widget appears.
func placeURL(site string) string { return siteURL(site) + "/place" }

// lookURL is where a site's theme is changed, and surveyLookURL that of one survey.
func lookURL(site string) string             { return siteURL(site) + "/look" }
func surveyLookURL(site, name string) string { return surveyURL(site, name) + "/look" }

func surveyURL(site, name string) string {
	return "/console/surveys/" + url.PathEscape(site) + "/" + url.PathEscape(name)
}

// param is a part of the address as it was before it was escaped. echo routes by the escaped path when there is one, and gives its
// parts as they stand there.
func param(ec echo.Context, name string) string {
	value := ec.Param(name)
	if ec.Request().URL.RawPath == "" {
		return value
	}
	if plain, err := url.PathUnescape(value); err == nil {
		return plain
	}
	return value
}

func detectorsURL(site string) string { return "/console/detectors" + query("site", site) }

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

// numbersText writes numbers for an address, and numbersOf reads them, passing over what is none.
func numbersText(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ",")
}

func numbersOf(text string) []int {
	var out []int
	for _, each := range strings.Split(text, ",") {
		if n, err := strconv.Atoi(each); err == nil {
			out = append(out, n)
		}
	}
	return out
}
