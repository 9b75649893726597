package main

import "context"

type handler struct{}

func (b *bench) handlers(context.Context) ([]handler, error) { return nil, nil }
