"""Names that say key, token, secret, password or credential, and names that only look so."""

from __future__ import annotations

from typing import Any

import pytest
from metaflow_extensions.card_kit.client.secrets import MASK, is_secret, mask

SECRET = """
password passwd pwd db_password dbPassword DB_PASSWORD user_pwd userPassword mysqlpwd passphrase
ssh_passphrase passcode secret client_secret clientSecret secrets aws_secret_access_key
AWS_SECRET_ACCESS_KEY awsSecretAccessKey awssecretaccesskey api_key apikey apiKey API_KEY api-key
openai_api_key OPENAI_API_KEY access_key access-key accessKey AccessKeyId aws_access_key_id
private_key privateKey ssh_key ssh-private-key rsa_key encryption_key signing_key license_key key
keys my_key stripe_key account_key storage_account_key token access_token accessToken refresh_token
auth_token authtoken bearer_token hf_token HF_TOKEN huggingface_token hub_token github_token
GITHUB_TOKEN slack_token bot_token session_token id_token wandb_token tokens api_tokens token_2
credential credentials aws_credentials gcp_credential cred creds db_creds auth http_auth basic_auth
auth_header authorization Authorization oauth oauth_token oauth2_token jwt jwt_token bearer private
private_data pat otp cookie session_cookie keytab webhook slack_webhook_url dsn sentry_dsn
connection_string conn_str db_pass smtp_pass user_pass pass pem secret_name service_account_key
wandb_api_key x-api-key api.key db.password
""".split()
PLAIN = """
keyboard monkey turkey donkey hockey tokenizer tokenizer_name tokenize tokenization max_tokens
maxTokens max_new_tokens num_tokens n_tokens tokens_per_second tokens_per_batch token_count
token_length pad_token eos_token bos_token mask_token sep_token cls_token unk_token pad_token_id
token_type_ids stop_tokens prompt_tokens completion_tokens special_tokens image_token key_metric
key_metrics primary_key foreign_key sort_key sort_keys partition_key join_key join_keys group_key
key_column key_columns key_frames keyframes keypoints keypoint_threshold keyword keywords hotkey
feature_keys author authors authority secretary secretary_name passes first_pass forward_pass
num_passes pass_rate passenger compass bypass privateer assess accuracy lr learning_rate seed epochs
hidden_size dropout batch_size input_path output_dir model_name dataset optimizer embargo
n_estimators max_depth metric target threshold key_value_heads query_key_value auth_type auth_method
oauth_provider patience path pattern patch_size padding passive passthrough cookiecutter description
lockstep credits credit_score credibility tokenised detokenize keyed lr_schedule crossentropy
""".split()


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(set(SECRET)) >= 100
    assert len(set(PLAIN)) >= 100
    assert not set(SECRET) & set(PLAIN)


@pytest.mark.parametrize("name", SECRET)
def test_a_name_that_says_secret_is_masked(name: str) -> None:
    assert mask(name, "hunter2") == MASK


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_only_looks_so_is_shown(name: str) -> None:
    assert mask(name, "hunter2") == "hunter2"


def test_a_switch_and_a_number_are_no_secret_but_a_numeric_password_is() -> None:
    assert mask("use_auth_token", True) is True
    assert mask("api_key", None) is None
    assert mask("tokens", 4096) == 4096
    assert mask("password_length", 12) == 12
    assert mask("db_password", 123456) == MASK


def test_secrets_within_mappings_and_lists_are_masked_and_the_original_is_not_changed() -> None:
    config: dict[str, Any] = {
        "db": [{"host": "h", "password": "x"}],
        "lr": 0.1,
        "sizes": [1, 2],
    }
    assert mask("config", config) == {
        "db": [{"host": "h", "password": MASK}], "lr": 0.1, "sizes": [1, 2],
    }  # fmt: skip
    assert config["db"][0]["password"] == "x"
    assert mask("credentials", config) == MASK


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgres://ada:hunter2@db/churn", f"postgres://ada:{MASK}@db/churn"),
        (
            "https://h/x?api_key=abc&max_tokens=3",
            f"https://h/x?api_key={MASK}&max_tokens=3",
        ),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("sk-proj-" + "a1" * 20, MASK),
        ("ghp_" + "a1" * 18, MASK),
        ("AKIA" + "A1" * 8, MASK),
        ("-----BEGIN RSA PRIVATE KEY-----\nabc", MASK),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_", MASK),
        ("task-force", "task-force"),
        ("run --token=a1b2c3d4e5f6 -n 3", f"run --token={MASK} -n 3"),
        ("--api-key=hunter2", f"--api-key={MASK}"),
        ("-db-password='hunter2'", f"-db-password='{MASK}'"),
        ("['--api-key', 'hunter2', '-v']", f"['--api-key', '{MASK}', '-v']"),
        ('["--token", "a1b2c3d4e5f6"]', f'["--token", "{MASK}"]'),
        ("curl -u ada:hunter2 https://h/x", f"curl -u ada:{MASK} https://h/x"),
        ("https://h/x?sv=2&sig=abc%3D&n=3", f"https://h/x?sv=2&sig={MASK}&n=3"),
        ("Authorization: token a1b2c3d4e5f6", f"Authorization: token {MASK}"),
        ("<db_password>hunter2</db_password>", f"<db_password>{MASK}</db_password>"),
        ("--max-tokens=512 --tokenizer=bpe", "--max-tokens=512 --tokenizer=bpe"),
        ("['--sort-key', 'name']", "['--sort-key', 'name']"),
    ],
)
def test_what_looks_like_a_secret_is_masked_whatever_its_name(text: str, shown: str) -> None:
    assert mask("where", text) == shown


def test_what_is_asked_for_by_name_is_shown() -> None:
    assert mask("api_key", "abc", shown=("api_key",)) == "abc"


@pytest.mark.parametrize("name", [None, 3, "", "   ", "é", "x" * 100_000, ("a",)])
def test_odd_names_are_no_secret_and_no_exception(name: Any) -> None:
    assert is_secret(name, "x") is False


def test_a_mask_tells_no_length() -> None:
    assert mask("password", "a") == mask("password", "a" * 500)


def test_deep_and_long_values_end() -> None:
    deep: dict[str, Any] = {}
    inner = deep
    for _ in range(50):
        inner["a"] = {}
        inner = inner["a"]
    assert "left out" in str(mask("config", deep))
    assert "left out" in str(mask("config", {str(i): "x" for i in range(20_000)}))
    itself: list[Any] = ["x"]
    itself.append(itself)
    assert "left out" in str(mask("config", itself))
