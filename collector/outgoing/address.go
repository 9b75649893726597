package outgoing

import (
	"fmt"
	"net/netip"
	"slices"
)

// special are the networks that are not the public internet, or that carry an address of another network within: the special-purpose
// registries of IANA (RFC 6890 and its successors), as far as netip has no word for them.
var special = prefixes(
	"0.0.0.0/8",       // this host
	"100.64.0.0/10",   // carriers' NAT, and some clouds' metadata
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.88.99.0/24",  // 6to4 relays
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"240.0.0.0/4",     // reserved, and broadcast
	"2001::/23",       // protocol assignments, Teredo among them
	"2001:db8::/32",   // documentation
	"2002::/16",       // 6to4, which holds an IPv4 address
	"3fff::/20",       // documentation
)

// global is all of IPv6 that is given out. NAT64, which holds an IPv4 address, and unique local addresses lie outside.
var global = netip.MustParsePrefix("2000::/3")

func prefixes(texts ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		list[i] = netip.MustParsePrefix(text)
	}
	return list
}

// public reports whether an address is one of the public internet.
func public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && (a.Is4() || global.Contains(a)) && !within(special, a)
}

func within(networks []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(a) })
}

// ParseTargets reads networks such as 10.1.0.0/16, or single addresses such as ::1.
func ParseTargets(texts []string) ([]netip.Prefix, error) {
	list := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			address, bad := netip.ParseAddr(text)
			if bad != nil || address.Zone() != "" {
				return nil, fmt.Errorf("%q is not a network such as 10.1.0.0/16, nor an address such as 10.1.2.3", text)
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		if network.Addr().Is4In6() {
			return nil, fmt.Errorf("%q is IPv4 written as IPv6; write it as IPv4", text)
		}
		list[i] = network.Masked()
	}
	return list, nil
}
