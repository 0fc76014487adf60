-- Lets the owner change what protect.sql keeps from changing, until that is run again: for migrations only.
drop event trigger if exists ledger_is_not_altered;
drop event trigger if exists ledger_is_not_dropped;
