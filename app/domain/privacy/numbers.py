"""Numbers that prove themselves by a check digit."""


def is_nhs_number(text: str) -> bool:
    """Whether ten digits carry the NHS check digit (modulus 11 over weights 10 to 2)."""
    digits = [int(char) for char in text if char.isdecimal()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == check % 11
