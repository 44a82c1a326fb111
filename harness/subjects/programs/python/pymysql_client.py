"""PyMySQL: one connection. It does not connect again by itself."""

import pymysql
from words import Start, client

start = Start()
db = pymysql.connect(host=start.host, port=start.port, user="app", **start.options)


def ask():
    with db.cursor() as cursor:
        cursor.execute("select 1")


client(start, ask)
