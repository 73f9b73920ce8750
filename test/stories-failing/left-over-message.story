# must fail: left over
= now 2022-09-28 10:00
高峰: /帮助
