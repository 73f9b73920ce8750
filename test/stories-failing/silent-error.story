# must fail: log
= now 2022-09-28 10:00
高峰: /截止 值班表 9月29日11:30 覆盖10月1日-2日 康宁
小安: …
# 40001 is given up: nobody hears of the reminder; the bureau is told why, and the log has it as an error
[接口 40001]
[09-28 16:00]
小安→G3: 企业微信不让我发消息（错误码 40001），有消息没有送出：…核对 Bot ID 和 Secret…
