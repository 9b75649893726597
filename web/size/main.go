// Command size prints what a page pays for Heed and fails when that is over budget.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"heed/web"
)

// budget is a promise about what a page loads, in bytes of brotli as they are served.
type budget struct {
	title string
	limit int
	files []string
}

// The aim before an intercept is 10 KiB. With all fifteen kinds of signals it is not reached yet; until then the budget is what is
// reached, so that it does not grow. 60 bytes of it look whether a user of the console has come with a link, and fetch what they then
// see: it has to be in the tag, for it is their own page as visitors get it that they want to look at. Another 60 go on with a survey that
// was begun on the page before, and 40 more drop it when it is somebody else's. Another 240 spare the page: the clock is read once in a
// callback, moves are passed over unguarded, shadow roots are found without a look at each element, nothing is read or written before the
// page has time, and the stay is noted once a minute. Another 20 follow a consent that is withdrawn in another tab.
// The hashes in the addresses that the tag names differ by some ten bytes with every change of what they name; that much stands above what is
// reached.
var budgets = []budget{
	{"before an intercept", 13_540, []string{"tag/heed.js", "tag/agent.wasm"}},
	{"agent", 4 << 10, []string{"tag/agent.wasm"}},
	{"agent without WebAssembly", 8 << 10, []string{"tag/agent.wasm.js"}},
	{"the same before an intercept", 16 << 10, []string{"tag/heed.js", "tag/agent.wasm.js"}},
	{"widget", 14 << 10, []string{"widget/widget.js"}},
	{"widget in Arabic, the longest", 14 << 10, []string{"widget/widget.js", "widget/texts/ar.js"}},
	{"a user of the console", 5 << 10, []string{"tag/debug.js"}},
	{"a way without a socket", 700, []string{"tag/fallback.js"}},
	{"cart of a Shopify shop", 700, []string{"tag/shop/shopify.js"}},
	{"cart of a WooCommerce shop", 700, []string{"tag/shop/woo.js"}},
}

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	assets, err := web.Build("")
	if err != nil {
		return err
	}
	return report(out, assets.Sizes(), budgets)
}

// report prints the files of each budget and its sum. Its error names every budget that is exceeded.
func report(out io.Writer, sizes []web.Size, budgets []budget) error {
	byName := map[string]web.Size{}
	for _, size := range sizes {
		byName[size.Name] = size
	}
	var over []error
	fmt.Fprintf(out, "%-28s %10s %10s %10s\n", "", "minified", "brotli", "budget")
	for _, b := range budgets {
		var sum web.Size
		for _, name := range b.files {
			one, ok := byName[name]
			if !ok {
				return fmt.Errorf("budget %q: there is no %s", b.title, name)
			}
			fmt.Fprintf(out, "  %-26s %10d %10d\n", name, one.Raw, one.Brotli)
			sum.Raw, sum.Brotli = sum.Raw+one.Raw, sum.Brotli+one.Brotli
		}
		fmt.Fprintf(out, "%-28s %10d %10d %10d\n", b.title, sum.Raw, sum.Brotli, b.limit)
		if sum.Brotli > b.limit {
			over = append(over, fmt.Errorf("%s: %d bytes of brotli, the budget is %d", b.title, sum.Brotli, b.limit))
		}
	}
	return errors.Join(over...)
}
