package decide

import (
	"slices"

	"heed/collector/core"
)

func seen(sig core.Signal) core.Seen {
	return core.Seen{Session: sig.Session, Kind: sig.Kind, Score: sig.Score, Page: sig.Page, At: sig.At}
}

// remember adds a signal as the last one and drops the oldest beyond core.SignalsKept.
func remember(signals []core.Seen, sig core.Signal) []core.Seen {
	signals = append(signals, seen(sig))
	if over := len(signals) - core.SignalsKept; over > 0 {
		signals = slices.Delete(signals, 0, over)
	}
	return signals
}

// replay gives a copy of the signals with sig as the last one, once.
func replay(signals []core.Seen, sig core.Signal) []core.Seen {
	s := seen(sig)
	copied := slices.DeleteFunc(slices.Clone(signals), func(old core.Seen) bool {
		return old.Session == s.Session && old.Kind == s.Kind && old.Page == s.Page && old.At.Equal(s.At)
	})
	return remember(copied, sig)
}

// contacted adds a contact and drops the earliest beyond core.ContactsKept.
func contacted(contacts []core.Contact, c core.Contact) []core.Contact {
	contacts = append(contacts, c)
	for len(contacts) > core.ContactsKept {
		earliest := 0
		for i := range contacts {
			if contacts[i].At.Before(contacts[earliest].At) {
				earliest = i
			}
		}
		contacts = slices.Delete(contacts, earliest, earliest+1)
	}
	return contacts
}
