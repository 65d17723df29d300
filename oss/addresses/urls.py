from django.urls import path

from oss.addresses import views

urlpatterns = [path("addresses/lookup/", views.address_lookup, name="address_lookup")]
