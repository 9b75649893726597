UPDATE signals SET until = 3, reason = 'returned';
