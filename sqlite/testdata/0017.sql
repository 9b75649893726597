UPDATE decisions SET shown = coalesce(shown, at) WHERE outcome = 'act';
