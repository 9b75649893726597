package ingest

import (
	"net/url"
	"strings"

	"heed/collector/core"
)

// Admit decides whether a page from that origin may speak for that site. The site key and the Origin identify, they do not
// authenticate: a script can forge both, so nothing behind the door trusts a page with anybody's data but its own.
func (s *Service) Admit(site, origin string) (core.Site, error) {
	found, ok := s.sites()[site]
	if !ok {
		return core.Site{}, core.Errorf(core.Forbidden, "unknown_site",
			"There is no site %s here; check data-site in the script tag.", quoteShort(site))
	}
	if found.Status == core.Paused {
		return core.Site{}, core.Errorf(core.Forbidden, "site_paused", "The site %s is paused.", quoteShort(site))
	}
	norm, ok := NormalOrigin(origin)
	if !ok {
		return core.Site{}, core.Errorf(core.Forbidden, "origin_missing",
			"The request has no usable Origin header; only web pages may connect.")
	}
	for _, allowed := range found.Origins {
		if allowed == norm {
			return found, nil
		}
	}
	return core.Site{}, core.Errorf(core.Forbidden, "origin_not_allowed",
		"Pages of %s may not speak for site %s; add the origin to the site's list.", quoteShort(norm), quoteShort(site))
}

// NormalOrigin brings an Origin header into the form in which origins are kept: scheme://host[:port], lower case, without the
// scheme's own port. It refuses everything that is more or less than an origin, «null» and user@host included.
func NormalOrigin(origin string) (string, bool) {
	u, err := url.Parse(strings.ToLower(origin))
	if err != nil || u.Scheme == "" || u.Host == "" || u.User != nil || u.Opaque != "" ||
		u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Path != "" {
		return "", false
	}
	host := u.Host
	if u.Scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
	}
	if u.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	}
	return u.Scheme + "://" + host, true
}
