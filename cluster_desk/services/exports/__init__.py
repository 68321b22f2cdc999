"""Put facts into documents and workbooks; changes nothing."""
