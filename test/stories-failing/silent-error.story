# must fail: log
= now 2022-09-28 10:00
高峰: /截止 值班表 9月29日11:30 覆盖10月1日-2日 康宁
小安: …
# 40001 is given up: nobody hears of the reminder, only the log
[接口 40001]
[09-28 16:00]
