// Package deploy holds what is shipped beside the binary. The demo's configuration is embedded, so that `heed serve --demo` needs no
// file; it is the same YAML that a site owner writes.
package deploy

import "embed"

// Demo holds demo/*.yaml.
//
//go:embed demo/*.yaml
var Demo embed.FS
