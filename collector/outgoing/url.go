package outgoing

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// maxURL bounds an address in bytes; those of chat services have some 100.
const maxURL = 2000

// closed are ports of 1024 and above at which services listen that take what is sent to them for commands: Redis and memcached.
var closed = []int{6379, 11211}

// CheckURL gives what is wrong with the form of an address, as the end of a sentence that begins with «it»; nil when it may be tried. Where
// it leads is found out when it is called. A host that is no name and is not written as an IP address usually is (0177.0.0.1,
// 2130706433, 0x7f.1) is refused: programs read such spellings differently.
func CheckURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case len(text) > maxURL:
		return fmt.Errorf("is longer than %d characters", maxURL)
	case err != nil || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }):
		return errors.New("is not an address such as https://hooks.example.com/heed, in plain letters")
	case u.Scheme != "https" && u.Scheme != "http":
		return errors.New("must begin with https://")
	case u.User != nil:
		return errors.New("holds a name or password; put a secret into the path, or check the signature")
	case u.Fragment != "" || strings.Contains(text, "#"):
		return errors.New("has a part behind #, which is never sent")
	}
	if err := checkHost(u); err != nil {
		return err
	}
	return checkPort(u.Port())
}

// CheckURL is the package's CheckURL, and finds besides an IP address in the text that would not be called. Where a name leads may differ
// each time, so that is found out at the call alone.
func (c *Client) CheckURL(text string) error {
	if err := CheckURL(text); err != nil {
		return err
	}
	u, err := url.Parse(text)
	if err != nil {
		return err
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil && !public(a.Unmap()) && !within(c.allowed, a.Unmap()) {
		return fmt.Errorf("leads to %s, which is not a public address; the one who runs the collector can name its network with --webhook-targets", a)
	}
	return nil
}

func checkHost(u *url.URL) error {
	host := u.Hostname()
	if a, err := netip.ParseAddr(host); err == nil {
		if u.Scheme == "http" && public(a.Unmap()) {
			return errors.New("must begin with https://, or everybody on the way could read it")
		}
		return nil
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	if strings.ContainsAny(host, ":%") || slices.ContainsFunc(labels, func(l string) bool { return !isLabel(l) }) {
		return errors.New("names no host, such as hooks.example.com")
	}
	if last := labels[len(labels)-1]; isNumber(last) {
		return errors.New("writes an IP address in an unusual way; write four decimal numbers, as in 192.0.2.1")
	}
	return nil
}

// isLabel reports whether a part between dots is one of a name. Names in other scripts come in their ASCII form, xn--….
func isLabel(l string) bool {
	return l != "" && len(l) <= 63 && !strings.ContainsFunc(l, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	})
}

// isNumber reports whether a host that ends so is an IPv4 address for the URL standard: digits, or hexadecimal after 0x.
func isNumber(l string) bool {
	hex, found := strings.CutPrefix(strings.ToLower(l), "0x")
	digits := "0123456789"
	if found {
		l, digits = hex, "0123456789abcdef"
	}
	return strings.Trim(strings.ToLower(l), digits) == ""
}

func checkPort(text string) error {
	if text == "" {
		return nil
	}
	port, err := strconv.Atoi(text)
	if err != nil || port < 1 || port > 65535 || port < 1024 && port != 80 && port != 443 || slices.Contains(closed, port) {
		return fmt.Errorf("has the port %s, which no webhook has; leave it out", text)
	}
	return nil
}
