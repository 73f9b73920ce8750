# must fail: outbox
= now 2022-09-28 10:00
高峰: /截止 值班表 9月29日11:30 覆盖10月1日-2日 康宁
小安: …
# -1 is tried again a minute later, which never comes
[接口 -1]
[09-28 16:00]
