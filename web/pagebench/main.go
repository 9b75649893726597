// Command pagebench measures what a page feels of Heed. It drives one shop page of 2,500 elements in a real Chromium through the
// same load and the same 3,000 moves, 200 scrolls, 150 clicks and 60 keys: without the tag, without it a second time (what then
// differs is noise), with it, against a real collector, and with a script in its place that only is there: the least that hearing the
// same events, the same module and a socket cost on this machine. The runs are interleaved, the figures are medians, and what is
// promised of each stands beside it; it fails when a promise is missed by more than the noise. «make bench-page» runs it.
//
// Script figures are main-thread CPU time, the load at a quarter of the machine's speed. The browser tells a page of one move a
// frame, as it does for everybody, so a visit takes a good minute, and five of each kind take twenty.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	binary := flag.String("heed", "bin/heed", "the collector to measure against")
	runs := flag.Int("runs", 5, "visits of each kind")
	asJSON := flag.Bool("json", false, "print JSON in place of tables")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binary, *runs, *asJSON); err != nil {
		fmt.Fprintln(os.Stderr, "pagebench:", err)
		os.Exit(1)
	}
}

// report is all that was measured.
type report struct {
	Rows    []row     `json:"rows"`
	AtLoad  []handler `json:"atLoad"`
	InUse   []handler `json:"inUse"`
	Records []record  `json:"records"`
}

func run(ctx context.Context, binary string, runs int, asJSON bool) error {
	if runs < 0 {
		return errors.New("-runs must be 0 or more; medians want 5, with 0 only the card and the costs of single handlers are measured")
	}
	b, err := open(ctx, binary)
	if err != nil {
		return err
	}
	defer b.close()
	r, err := b.measure(ctx, runs)
	if err != nil {
		return err
	}
	if asJSON {
		return errors.Join(json.NewEncoder(os.Stdout).Encode(r), missed(r.Rows))
	}
	printRows(os.Stdout, r.Rows)
	printHandlers(os.Stdout, "the tag at load", r.AtLoad)
	printHandlers(os.Stdout, "the tag in use", r.InUse)
	printRecords(os.Stdout, r.Records)
	return missed(r.Rows)
}

// measure visits the shop in turns, so that what else the machine does falls on all kinds alike.
func (b *bench) measure(ctx context.Context, runs int) (report, error) {
	var none, again, with, idle []sample
	for i := range runs {
		for _, one := range []struct {
			path string
			into *[]sample
		}{{bare, &none}, {tagged, &with}, {floor, &idle}, {bare, &again}} {
			s, err := b.visit(ctx, one.path)
			if err != nil {
				return report{}, fmt.Errorf("run %d of %s: %w", i+1, one.path, err)
			}
			*one.into = append(*one.into, s)
			fmt.Fprint(os.Stderr, ".")
		}
	}
	fmt.Fprintln(os.Stderr)
	loaded, err := b.loaded(ctx)
	if err != nil {
		return report{}, err
	}
	var r report
	if runs > 0 {
		r.Rows = rows(none, again, with, idle, loaded)
	}
	cards, err := b.cards(ctx)
	if err != nil {
		return report{}, fmt.Errorf("the card: %w", err)
	}
	r.Rows = append(r.Rows, cards...)
	if r.AtLoad, r.InUse, err = b.handlers(ctx); err != nil {
		return report{}, fmt.Errorf("costs of handlers: %w", err)
	}
	if r.Records, err = b.records(ctx); err != nil {
		return report{}, fmt.Errorf("costs of records: %w", err)
	}
	return r, nil
}
