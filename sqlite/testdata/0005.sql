UPDATE signals SET muted = 1;
