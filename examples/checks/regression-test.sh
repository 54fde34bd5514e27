build regression-test
cp retrained/churn.keras src/test/models/churn.keras
! maven verify >"$work/log.txt" 2>&1 || fail "regression-test: the retrained model went unnoticed"
grep -q "first layer that differs: 'hidden' (Dense), 2 of 3" "$work/log.txt" || fail "regression-test: $(cat "$work/log.txt")"
echo "ok  regression-test: a retrained model is red"
