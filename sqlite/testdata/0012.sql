UPDATE visitors SET query = '{"utm_source":"mail"}', tags = '["needs-help"]';
