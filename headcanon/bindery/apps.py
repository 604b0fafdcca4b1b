from django.apps import AppConfig


class BinderyConfig(AppConfig):
    name = "headcanon.bindery"
