// Command wirebench measures how long a page waits on the wire from its signal to what it is told to do, against the same collector
// only committing and acknowledging. It starts the real binary on an empty folder with two sites, one with the demo's intercepts and
// one without any, opens so many connections to each, and lets both have their turn again and again, so that what else the machine
// does falls on both alike. Every signal is that of a new visitor who is stuck for the first time: hello, welcome, and then the
// signal, from which the time runs. All pages of a turn go on as soon as they are answered, so with many of them the figures are those
// of a collector that is busy all the time. «make bench-wire» runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"text/tabwriter"
	"time"
)

// goal is how many times the p99 of an acknowledgement the p99 of an act may be.
const goal = 3

func main() {
	binary := flag.String("heed", "bin/heed", "the collector to measure")
	fail := flag.Bool("fail", false, "fail when the goal is missed")
	signals := flag.Int("signals", 4000, "signals of each kind for each number of connections, at least one a connection and turn")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binary, *signals, *fail); err != nil {
		fmt.Fprintln(os.Stderr, "wirebench:", err)
		os.Exit(1)
	}
}

// result is one row of the table.
type result struct {
	connections int
	ack, act    times
}

// ratio is how many times as long an act takes as an acknowledgement, at the 99th percentile.
func (r result) ratio() float64 {
	return float64(r.act.percentile(99)) / float64(r.ack.percentile(99))
}

func run(ctx context.Context, binary string, signals int, fail bool) (err error) {
	c, err := start(ctx, binary)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stop()) }()
	var results []result
	for _, connections := range []int{1, 100, 1000} {
		r, err := measure(ctx, c, connections, signals)
		if err != nil {
			return fmt.Errorf("%d connections: %w", connections, err)
		}
		results = append(results, r)
	}
	if err := printResults(os.Stdout, results); err != nil {
		return err
	}
	if fail {
		return missed(results)
	}
	return nil
}

func printResults(out io.Writer, results []result) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "connections\tsignals\tack p50\tack p99\tact p50\tact p99\tp99 act / ack\t\n")
	for _, r := range results {
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\t%s\t%s\t%.2f\t\n", r.connections, len(r.act), round(r.ack.percentile(50)), round(r.ack.percentile(99)),
			round(r.act.percentile(50)), round(r.act.percentile(99)), r.ratio())
	}
	return w.Flush()
}

func round(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }

// missed says where an act took longer than the goal.
func missed(results []result) error {
	var errs []error
	for _, r := range results {
		if r.ratio() > goal {
			errs = append(errs, fmt.Errorf("with %d connections an act takes %.2f times as long as an acknowledgement, more than %d", r.connections, r.ratio(), goal))
		}
	}
	return errors.Join(errs...)
}
