UPDATE signals SET frustration = 0.5;
