-- Searches go by the bare digits of telephone numbers, and the digits that V0013 wrote for older orders kept a slash, as in
-- "0274/512345": whoever typed 0274512345 did not find them. The wrong line stays, and orders
-- that have the right one get it twice; neither finds anything else.

DELETE FROM order_search WHERE rowid IN (
    SELECT search_no FROM orders WHERE customer_phone LIKE '%/%'
        AND search_no <= (SELECT coalesce(max(search_no), 0) / 512 * 512 FROM orders));
UPDATE orders SET search = search || (
    SELECT CASE WHEN digits LIKE '62%' THEN substr(digits, 3) ELSE ltrim(digits, '0') END || char(10)
    FROM (SELECT replace(replace(replace(replace(replace(replace(replace(customer_phone,
        ' ', ''), '-', ''), '+', ''), '(', ''), ')', ''), '.', ''), '/', '') AS digits))
WHERE customer_phone LIKE '%/%';
INSERT INTO order_search (rowid, search)
    SELECT search_no, search FROM orders WHERE customer_phone LIKE '%/%'
        AND search_no <= (SELECT coalesce(max(search_no), 0) / 512 * 512 FROM orders);
