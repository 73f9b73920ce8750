# must fail: different
= now 2022-09-28 10:00
高峰: /帮助
小安: /
