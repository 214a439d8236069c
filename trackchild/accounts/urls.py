"""Addresses under /account/."""

from django.urls import path

from .views import own_account, people, signing_in

app_name = "accounts"

urlpatterns = [
    path("sign-in", signing_in.sign_in, name="sign_in"),
    path("second-factor", signing_in.second_factor, name="second_factor"),
    path("posting", signing_in.choose_posting, name="choose_posting"),
    path("unlock", signing_in.unlock, name="unlock"),
    path("sign-out", signing_in.sign_out, name="sign_out"),
    path("demo-sign-in", signing_in.demo_sign_in, name="demo_sign_in"),
    path("", own_account.my_account, name="my_account"),
    path("language", own_account.change_language, name="change_language"),
    path("password", own_account.change_password, name="change_password"),
    path("phone", own_account.change_phone, name="change_phone"),
    path("phone/confirm", own_account.confirm_phone, name="confirm_phone"),
    path("authenticator", own_account.set_up_totp, name="set_up_totp"),
    path("sittings", own_account.sittings, name="sittings"),
    path("sittings/<int:sitting_id>/end", own_account.end_sitting, name="end_sitting"),
    path("sittings/end-others", own_account.end_other_sittings, name="end_other_sittings"),
    path("people", people.people, name="people"),
    path("people/offices", people.choose_office, name="choose_office"),
    path("people/offices/<int:agency_id>/post", people.post_person, name="post_person"),
    path("people/offices/<int:agency_id>/post-again", people.post_again, name="post_again"),
    path("people/<int:posting_id>", people.posting, name="posting"),
    path("people/<int:posting_id>/end", people.end_posting, name="end_posting"),
    path("people/<int:posting_id>/password", people.reset_password, name="reset_password"),
    path("people/<int:posting_id>/telephone", people.renew_second_factor, name="renew_second_factor"),
    path("looks", people.looks, name="looks"),
]
