from threading import Thread

from db.transactions import stores_in


def test_answers_are_counted_class_by_class_and_hall_by_hall(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.answers.count("T01", {"area": "299.0", "sign": '"是"'})
        stores.answers.count("T01", {"area": "301.0", "sign": '"是"'})
    with stores_in(engine, hall="other") as stores:
        stores.answers.count("T01", {"sign": '"否"'})

    with stores_in(engine, hall="demo") as stores:
        counts = stores.answers.counts("T01")
        assert counts == {"area": {"299.0": 1, "301.0": 1}, "sign": {'"是"': 2}}
        assert stores.answers.counts("T02") == {}


def test_a_class_too_long_to_name_is_left_out(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.answers.count("T01", {"items": '"' + "长" * 600 + '"', "sign": '"是"'})

    with stores_in(engine, hall="demo") as stores:
        assert stores.answers.counts("T01") == {"sign": {'"是"': 1}}


def test_nothing_is_lost_when_many_count_at_once(engine):
    def count():
        for _ in range(5):
            with stores_in(engine, hall="demo") as stores:
                stores.answers.count("T01", {"a": "1", "b": "1"})

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with stores_in(engine, hall="demo") as stores:
        assert stores.answers.counts("T01") == {"a": {"1": 20}, "b": {"1": 20}}
