package decide

import (
	"slices"

	"heed/collector/core"
)

// replay gives the history with sig as its last signal, once. What h holds stays as it is.
func replay(h core.History, sig core.Signal) core.History {
	h.Signals = slices.DeleteFunc(slices.Clone(h.Signals), func(old core.Seen) bool {
		return old.Session == sig.Session && old.Kind == sig.Kind && old.Page == sig.Page && old.At.Equal(sig.At)
	})
	h.Hear(sig)
	return h
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
